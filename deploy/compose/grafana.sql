-- Whom Grafana logs in as: reads what the role `podtide` makes in this database, also when the history is made anew.
CREATE ROLE grafana LOGIN PASSWORD 'grafana';
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO grafana;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO grafana;
