"""A name is found in any case, spelling and alphabet, and ordinary words are left alone."""

from __future__ import annotations

import pytest

from iom_wagtail.stories.naming import Name, found_in

ORLOVA = Name("Орлова", "Мария", "Викторовна")


@pytest.mark.parametrize(
    "words",
    [
        "Орлова",
        "Урок М. В. Орловой удался",
        "ОРЛОВА М. В.",
        "поздравили Орлову",
        "Марии Викторовне вручили грамоту",
        "с Викторовной Марией",
        "семья Орловых",
        "Ор\u00adлова",
        "Mrs Orlova won",
        "Orlova's lesson",
        "орлова у доски",
    ],
)
def test_a_name_is_found_in_its_cases(words):
    assert found_in(words, ORLOVA)


@pytest.mark.parametrize(
    "words", ["Над полем стая орлов", "Мария пришла", "Орловская область", "Викторовна", "Орл", ""]
)
def test_other_words_are_left_alone(words):
    assert found_in(words, ORLOVA) == ""


@pytest.mark.parametrize(
    "address",
    [
        "urok-orlovoy",
        "orlova_m.jpg",
        "урок-орловой",
        "https://x.example/Orlovoi/1",
        "maria-viktorovna",
    ],
)
def test_a_name_is_found_in_an_address(address):
    assert found_in(address, ORLOVA, address=True)


@pytest.mark.parametrize("address", ["orlovskij-kraj", "motorolova", "marina"])
def test_other_addresses_are_left_alone(address):
    assert found_in(address, ORLOVA, address=True) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (Name("Соловьёв", "Пётр", "Львович"), "Соловьева"),
        (Name("Соловьёв", "Пётр", "Львович"), "с Петром Львовичем"),
        (Name("Соловьёв", "Пётр", "Львович"), "Solovyov"),
        (Name("Соловьев"), "Соловьёв"),
        (Name("Заяц"), "Зайца"),
        (Name("Скворец"), "Скворцу"),
        (Name("Ключевская"), "Ключевской"),
        (Name("Белый", "Лев", "Игоревич"), "Белого"),
        (Name("Белый", "Лев", "Игоревич"), "у Льва Игоревича"),
        (Name("Щербаков"), "Shcherbakov"),
        (Name("Щербаков"), "Scherbakova"),
        (Name("Бондаренко"), "Бондаренко"),
        (Name("Ли"), "Ли"),
    ],
)
def test_difficult_surnames(name, words):
    assert found_in(words, name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (Name("Петрова-Водкина", "Юлия"), "у Водкиной"),
        (Name("О’Нил", "Шон"), "О'Нила"),
        (Name("Мадонна"), "Мадонну"),
        (Name("Хаӏбулаев", "Ӏела"), "ХаIбулаева"),
        (Name("Хаӏбулаев", "Ӏела"), "Ха1булаев"),
        (Name("Хаӏбулаев", "Ӏела"), "Хаӏбулаеву"),
        (Name("Мамедов", "Али", "Гусейн оглы"), "Али Гусейну"),
        (Name("Смит 😀"), "Смит"),
    ],
)
def test_case_33_unusual_names(name, words):
    assert found_in(words, name)


def test_a_short_surname_finds_no_longer_word():
    assert found_in("Лиса и Лия", Name("Ли")) == found_in("Кимоно", Name("Ким")) == ""


def test_somebody_else_of_that_surname_may_be_named():
    brother = Name("Орлов", "Иван", "Викторович")
    assert found_in("Иван Орлов победил", ORLOVA, others=[brother]) == ""
    assert found_in("Мария Викторовна победила", ORLOVA, others=[brother])
    namesake = Name("Зайцева", "Мария", "Викторовна")
    assert found_in("Мария Викторовна победила", ORLOVA, others=[namesake]) == ""


def test_a_person_without_a_name_is_found_nowhere():
    assert found_in("Орлова", Name("")) == ""
