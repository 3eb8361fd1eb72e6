"""The approval room: versions, steps, signing, delegation, mail. Knows no route, only a mixin."""
