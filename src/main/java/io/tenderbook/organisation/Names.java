package io.tenderbook.organisation;

/** The rule for names that people give to organisations and keys. */
final class Names {
    private static final int LONGEST = 255;

    private Names() {}

    static String checked(String name) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST) {
            throw new IllegalArgumentException("A name has 1 to " + LONGEST + " characters and is not blank.");
        }
        return name.strip();
    }
}
