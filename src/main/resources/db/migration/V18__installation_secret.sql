-- Room platform: secrets of the installation itself, sealed like those of connectors.
CREATE TABLE installation_secret (
    name   VARCHAR(40)    CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sealed VARBINARY(512) NOT NULL,
    PRIMARY KEY (name)
);
