package io.tenderbook.platform;

/** Whoever keeps secrets that a {@link SecretBox} sealed. */
public interface Sealed {
    /**
     * Seals those anew, by the first encryption key, that another one has sealed. May be called while they are being used
     * and changed, by several instances at once.
     *
     * @return how many
     */
    int sealAnew();
}
