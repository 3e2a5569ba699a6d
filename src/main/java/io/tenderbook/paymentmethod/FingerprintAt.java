package io.tenderbook.paymentmethod;

import java.util.UUID;

/** Which card or account: equal fingerprints mean the same one only at one connector. */
public record FingerprintAt(UUID connectorId, String fingerprint) {}
