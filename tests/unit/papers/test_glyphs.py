from lapkin_papers.glyphs import printable


def test_a_character_no_font_can_draw_is_printed_as_its_code_point() -> None:
    assert printable("Selesai ✅\ufe0f") == "Selesai [U+2705]"
    assert printable("日") == "[U+65E5]"


def test_characters_that_only_steer_a_printer_are_dropped() -> None:
    assert printable("baris\x0bsatu\x00 dua") == "baris satu dua"


def test_letters_of_names_and_the_javanese_script_stay() -> None:
    text = "Ñuré “Dr.” ≤ 90 – ꦧꦤ꧀ꦠꦸꦭ\n²"

    assert printable(text) == text
