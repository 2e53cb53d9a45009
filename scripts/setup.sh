# Shared by ./run and ./test: makes sure that the machine has what they need. Sourced, never run.
# Debian 12 with nothing but git and the .NET SDK is enough; what is missing comes from apt.

OLDEST_POSTGRES=15

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

need_everything() {
  need_icu
  need_dotnet
  need_postgres
  need_regions
  need_weasyprint
}

need_dotnet() {
  local version
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing. Install it (https://dotnet.microsoft.com/download) so that 'dotnet' is on the PATH."
  # global.json says which SDK; outside its reach this prints an explanation and fails.
  version=$(dotnet --version 2>&1) || fail "The .NET 10 SDK is missing or does not work:
$version"
}

# .NET ends at once without ICU, which an SDK that was unpacked by hand does not bring along.
need_icu() {
  ls /usr/lib/*/libicuuc.so.* /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* >/dev/null 2>&1 && return
  command -v apt-get >/dev/null || return 0
  apt_update
  apt_install "$(apt-cache pkgnames libicu | grep -E '^libicu[0-9]+$' | sort -V | tail -n 1)"
}

need_postgres() {
  has_postgres && return
  command -v apt-get >/dev/null || fail "PostgreSQL $OLDEST_POSTGRES or newer is missing, and this system has no apt-get. Install its server package, then try again."
  echo "Installing PostgreSQL ..."
  apt_update
  # The private server needs the programs only. Without this Debian would also make and start a cluster on port 5432.
  local settings=/etc/postgresql-common/createcluster.conf restore=
  apt_install postgresql-common
  if ! grep -qsE '^create_main_cluster' "$settings"; then
    echo 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
    restore=yes
  fi
  if ! apt_try postgresql; then
    [ -z "$restore" ] || as_root sed -i '/^create_main_cluster = false$/d' "$settings"
    apt_failed postgresql
  fi
  [ -z "$restore" ] || as_root sed -i '/^create_main_cluster = false$/d' "$settings"
  has_postgres || fail "apt-get has installed PostgreSQL, but no version $OLDEST_POSTGRES or newer. Install one, then try again."
}

# The same places, in short, as Storage/Embedded/PostgresBinaries.cs.
has_postgres() {
  local folder version
  for folder in "$(dirname "${PG_CONFIG:-/nowhere/x}")" /usr/lib/postgresql/*/bin /usr/lib64/postgresql/*/bin /usr/pgsql-*/bin ${PATH//:/ }; do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/postgres" ] || continue
    version=$("$folder/postgres" --version | grep -oE '[0-9]+' | head -n 1)
    [ "${version:-0}" -ge "$OLDEST_POSTGRES" ] && return 0
  done
  return 1
}

# The list of regions (villages and what they belong to) comes as an npm package. Its licence is another than ours, so it is
# installed and never committed; what is there already, in the version of the lock file, stays.
need_regions() {
  local folder=$root/reference-data/regions lock log
  has_regions "$folder" && return
  if ! command -v npm >/dev/null; then
    command -v apt-get >/dev/null || fail "npm is missing, and this system has no apt-get. Install Node.js 18 or newer with npm, then try again."
    echo "Installing npm ..."
    apt_update
    apt_install nodejs npm
  fi
  # ./run and ./test may be started at the same time.
  exec {lock}<"$folder/package-lock.json"
  flock "$lock"
  if has_regions "$folder"; then
    exec {lock}<&-
    return
  fi
  echo "Installing the list of regions ..."
  log=$(mktemp)
  if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    rm -f "$log"
    fail "npm could not install the list of regions; the lines above are its last words. Try again, or by hand: npm ci --ignore-scripts in reference-data/regions"
  fi
  rm -f "$log"
  cp "$folder/package-lock.json" "$folder/node_modules/.installed-from"
  exec {lock}<&-
}

has_regions() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed-from"
}

# Prints application letters. Debian's own Python knows it; the program asks no other (Letters:Python).
# What reads the QR code of a letter from its picture: for tests and the journey, a server needs it not.
need_qr_reader() {
  command -v pdftoppm >/dev/null && command -v zbarimg >/dev/null && return
  command -v apt-get >/dev/null || fail "pdftoppm and zbarimg are missing, and this system has no apt-get. Install poppler-utils and zbar-tools, then try again."
  echo "Installing a reader of QR codes ..."
  apt_update
  apt_install poppler-utils zbar-tools
}

need_weasyprint() {
  if [ -x /usr/bin/python3 ] && /usr/bin/python3 -I -c 'import weasyprint' >/dev/null 2>&1 && has_font; then return; fi
  if ! command -v apt-get >/dev/null; then
    echo "WeasyPrint is missing, and this system has no apt-get: everything works but the download of application letters." >&2
    return
  fi
  echo "Installing WeasyPrint ..."
  apt_update
  apt_install weasyprint
  has_font || apt_install fonts-dejavu-core
}

has_font() {
  command -v fc-list >/dev/null && [ -n "$(fc-list : family 2>/dev/null | head -n 1)" ]
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! command -v sudo >/dev/null; then
    fail "Something has to be installed, and that takes root, but there is no sudo. As root, run: apt-get install postgresql"
  elif [ -t 0 ]; then
    sudo -- "$@"
  else
    sudo -n -- "$@"
  fi
}

apt_update() {
  [ -n "${APT_UPDATED:-}" ] && return
  as_root apt-get update -qq </dev/null || echo "apt-get update failed; trying with the package lists that are there." >&2
  APT_UPDATED=yes
}

apt_try() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$APT_LOG" 2>&1
}

apt_failed() {
  tail -n 15 "$APT_LOG" >&2
  rm -f "$APT_LOG"
  fail "apt-get could not install $*. The lines above are its last words. Install it by hand (apt-get install $*), then try again."
}

apt_install() {
  apt_try "$@" || apt_failed "$@"
}

APT_LOG=$(mktemp)
trap 'rm -f "$APT_LOG"' EXIT
