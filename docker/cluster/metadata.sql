-- What MySQL Router reads to know the members, no more: MySQL Shell writes it with everything else that its AdminAPI keeps.
-- Who uses that drops this schema and lets dba.createCluster('tenderbook', {adoptFromGR: true}) make its own.
CREATE DATABASE IF NOT EXISTS mysql_innodb_cluster_metadata;
USE mysql_innodb_cluster_metadata;

CREATE TABLE IF NOT EXISTS members (
  mysql_server_uuid CHAR(36)     CHARACTER SET ascii NOT NULL PRIMARY KEY,
  endpoint          VARCHAR(255) CHARACTER SET ascii NOT NULL UNIQUE
);
-- Where a Router says that it is alive, every few seconds. All of them are one here.
CREATE TABLE IF NOT EXISTS v2_routers (
  router_id     INT          NOT NULL PRIMARY KEY,
  router_name   VARCHAR(255) NOT NULL,
  address       VARCHAR(255) NOT NULL,
  version       VARCHAR(16)  NULL,
  last_check_in DATETIME     NULL,
  attributes    JSON         NULL,
  options       JSON         NULL
);
INSERT IGNORE INTO v2_routers (router_id, router_name, address) VALUES (1, 'router', 'router');
-- A member whose files were made anew has another id.
REPLACE INTO members
SELECT member_id, CONCAT(member_host, ':', member_port) FROM performance_schema.replication_group_members
 WHERE member_state IN ('ONLINE', 'RECOVERING') ORDER BY member_id;

CREATE OR REPLACE VIEW schema_version (major, minor, patch) AS SELECT 2, 0, 0;
CREATE OR REPLACE VIEW v2_clusters AS
SELECT 'tenderbook' AS cluster_id, 'tenderbook' AS cluster_name, 'gr' AS cluster_type, variable_value AS group_name
  FROM performance_schema.global_variables WHERE variable_name = 'group_replication_group_name';
CREATE OR REPLACE VIEW v2_gr_clusters AS SELECT * FROM v2_clusters;
CREATE OR REPLACE VIEW v2_instances AS
SELECT mysql_server_uuid AS instance_id, 'tenderbook' AS cluster_id, endpoint AS label, mysql_server_uuid, endpoint AS address, endpoint,
       NULL AS xendpoint, CAST('{}' AS JSON) AS attributes
  FROM members;
CREATE OR REPLACE VIEW v2_this_instance AS
SELECT c.cluster_id, i.instance_id, c.cluster_name, c.cluster_type
  FROM v2_clusters c JOIN v2_instances i ON i.cluster_id = c.cluster_id
 WHERE i.mysql_server_uuid = (SELECT variable_value FROM performance_schema.global_variables WHERE variable_name = 'server_uuid');
GRANT SELECT ON mysql_innodb_cluster_metadata.* TO router;
GRANT UPDATE ON mysql_innodb_cluster_metadata.v2_routers TO router;
