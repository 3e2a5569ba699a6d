-- Room paymentmethod: what was last heard of each mandate, for the payment method that it allows to debit.

CREATE TABLE mandate (
    connector_id             BINARY(16)    NOT NULL,
    external_id_digest       BINARY(32)    NOT NULL,
    external_id              VARCHAR(5000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payment_method_id_digest BINARY(32)    NOT NULL,
    inactive                 BOOLEAN       NOT NULL,
    PRIMARY KEY (connector_id, external_id_digest),
    KEY mandate_payment_method (connector_id, payment_method_id_digest)
);
