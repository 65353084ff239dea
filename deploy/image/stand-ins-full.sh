#!/usr/bin/env bash
# stand-ins-full.sh DIRECTORY: makes what the profile `full` of docker-compose.yml runs besides, where no registry of images can be
# reached: PostgreSQL, Prometheus and Alertmanager of Debian's packages, in its versions, under the names that the file has for
# them, with users, directories and entry points as the official images document them. Grafana is not in Debian. None is made where
# the engine has one of such a name, and DIRECTORY/made says which are to be removed.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$1
mkdir -p "$work"
. "$root/deploy/image/claim.sh"
command -v debootstrap >/dev/null || { echo "needs debootstrap" >&2 && exit 4; }

named() {
  sed -n "s|^    image: \($1:.*\)|\1|p" "$root/docker-compose.yml"
}

claim local/services "$(named postgres)" "$(named prom/prometheus)" "$(named prom/alertmanager)"

debootstrap --variant=minbase trixie "$work/trixie" >"$work/debootstrap.log"
# Nothing is started while it is installed.
printf '#!/bin/sh\nexit 101\n' >"$work/trixie/usr/sbin/policy-rc.d" && chmod +x "$work/trixie/usr/sbin/policy-rc.d"
env -u TMPDIR DEBIAN_FRONTEND=noninteractive chroot "$work/trixie" apt-get install -qy --no-install-recommends \
  busybox postgresql-17 prometheus prometheus-alertmanager >"$work/install.log"
tar -C "$work/trixie" -c --exclude=./var/cache/apt --exclude='./var/lib/apt/lists/*' --exclude=./var/lib/postgresql/17 . |
  docker import - local/services

cat >"$work/docker-entrypoint.sh" <<'END'
#!/bin/bash
set -e
if [[ $(id -u) == 0 ]]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chown -R postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  chmod 700 "$PGDATA"
  initdb --username="$POSTGRES_USER" --pwfile=<(echo "$POSTGRES_PASSWORD")
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  # Not yet for others: pg_isready on an address says when it is.
  pg_ctl -o "-c listen_addresses=''" -w start
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -c "CREATE DATABASE $POSTGRES_DB"
  for file in /docker-entrypoint-initdb.d/*.sql; do
    psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f "$file"
  done
  pg_ctl -m fast -w stop
fi
exec "$@"
END
chmod +x "$work/docker-entrypoint.sh"

docker build -q -t "$(named postgres)" -f - "$work" <<'END'
FROM local/services
ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PGDATA=/var/lib/postgresql/data
COPY docker-entrypoint.sh /usr/local/bin/
RUN mkdir /docker-entrypoint-initdb.d
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres", "-c", "listen_addresses=*"]
END

# Its shell and wget are busybox', its user nobody.
web_service() {
  docker build -q -t "$(named "prom/$1")" -f - "$work" <<END
FROM local/services
RUN ln -s /usr/bin/$2 /usr/local/bin/$1 && ln -s /usr/bin/busybox /usr/local/bin/wget && install -d -o nobody -g nogroup /$1
USER nobody
VOLUME /$1
WORKDIR /$1
ENTRYPOINT ["/usr/local/bin/$1"]
END
}
web_service prometheus prometheus
web_service alertmanager prometheus-alertmanager
