"""What a study can start from."""

from policyscore.commands import new_study


def test_every_file_names_its_schema() -> None:
    for study in (new_study.from_template(), new_study.from_example()):
        for path, text in study.files.items():
            up = "../" * path.count("/")
            assert path == ".schema.json" or text.startswith(f"# yaml-language-server: $schema={up}.schema.json\n")
