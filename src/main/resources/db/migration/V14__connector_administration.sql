-- Room provider: a webhook secret that gives way to another is good for a while yet.
ALTER TABLE connector_secret
    ADD COLUMN expires_at DATETIME(6) NULL COMMENT 'when it ends by itself; null: it lasts until it is replaced';
