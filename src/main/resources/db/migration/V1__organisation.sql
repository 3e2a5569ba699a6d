CREATE TABLE organisation (
  id         BINARY(16)   NOT NULL PRIMARY KEY,
  slug       VARCHAR(63)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name       VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  UNIQUE KEY organisation_slug (slug)
);

-- A key is looked up by its hash alone, before anyone knows whose it is: that unique key is global on purpose.
CREATE TABLE api_key (
  id              BINARY(16)   NOT NULL PRIMARY KEY,
  organisation_id BINARY(16)   NOT NULL,
  name            VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci NOT NULL,
  hash            BINARY(32)   NOT NULL,
  hint            CHAR(4)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  role            VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at      DATETIME(6)  NOT NULL,
  revoked_at      DATETIME(6)  NULL,
  UNIQUE KEY api_key_hash (hash),
  KEY api_key_organisation (organisation_id, created_at),
  CONSTRAINT api_key_of_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
  CONSTRAINT api_key_role CHECK (role IN ('READER', 'WRITER', 'ADMIN'))
);
