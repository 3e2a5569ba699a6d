package io.tenderbook.bench;

/** Something that is measured. */
interface Case {
    /** By which it is chosen. */
    String name();

    /** Measures it, and tells the stage's report. */
    void play(Stage stage);
}
