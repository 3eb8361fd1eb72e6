"""No pictures of people in the office: Wagtail would put them into MEDIA, open to anybody."""

from wagtail.admin.views.account import AvatarSettingsPanel


def switch_off() -> None:
    """Take the panel «Profile picture» out of the account screen, its form included.

    Wagtail 8.0 names its panels in ``AccountView.get_panels`` and offers no setting; each panel
    is asked whether it is active. Can go when there is one.
    """
    AvatarSettingsPanel.is_active = lambda panel: False
