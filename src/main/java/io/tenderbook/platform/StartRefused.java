package io.tenderbook.platform;

/** The program cannot start as it is set up. The message is one plain sentence that tells a person what to do. */
public class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefused(String sentence) {
        super(sentence);
    }

    public StartRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What it needs is in use by another program, which would have to be stopped. */
    public static final class InUse extends StartRefused {
        private static final long serialVersionUID = 1L;

        public InUse(String sentence) {
            super(sentence);
        }
    }
}
