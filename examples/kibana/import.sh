#!/usr/bin/env bash
# Puts flightlog.ndjson into a Kibana, by its import API. See --help.
set -euo pipefail

usage() {
  cat <<'END'
Usage: examples/kibana/import.sh [--url URL] [--space ID] [--ca FILE]

Imports Flightlog's data view, saved searches and dashboard into Kibana 8.19 or 9.
Objects of the same ids are overwritten. Needs curl.

  --url URL    of Kibana, with its base path if it has one (http://localhost:5601)
  --space ID   a space other than the default one
  --ca FILE    certificate authorities to trust, PEM
  --help       this text

Who you are, from the environment; a *_FILE holds the value in its first line:
  KIBANA_API_KEY or KIBANA_API_KEY_FILE       an API key, as Kibana showed it (encoded)
  KIBANA_USER with KIBANA_PASSWORD or KIBANA_PASSWORD_FILE
Sent over https, or to this machine only. It needs the Kibana privileges "all" on
Dashboard, Discover and Data View Management.

Exit status: 0 if Kibana has imported everything, 1 if not, 2 for wrong arguments.
END
}

say() {
  printf 'import.sh: %s\n' "$1" >&2
}

refuse() {
  say "$1"
  exit 2
}

fail() {
  say "$1"
  exit 1
}

url=http://localhost:5601
space=
ca=
while (($#)); do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --url | --space | --ca)
      (($# > 1)) || refuse "$1 needs a value"
      case $1 in
        --url) url=$2 ;;
        --space) space=$2 ;;
        --ca) ca=$2 ;;
      esac
      shift 2
      ;;
    *) refuse "unknown argument '$1'; --help lists them" ;;
  esac
done

# The value is not shown: a password may be in it.
[[ $url != *@* ]] || refuse "--url must not have a user in it: others could read it; set KIBANA_USER"
[[ $url =~ ^(https?)://(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?$ ]] ||
  refuse "--url must be such as https://kibana.example.org:5601/base-path, was '$url'"
scheme=${BASH_REMATCH[1]}
host=${BASH_REMATCH[2]}
[[ -z $space || $space =~ ^[a-z0-9_-]+$ ]] ||
  refuse "--space must be a space's id, of a-z, 0-9, _ and -, was '$space'"
[[ -z $ca || -r $ca ]] || refuse "--ca must be a file that can be read, was '$ca'"

# name of a variable: prints its value, or the first line of the file that NAME_FILE names
secret() {
  local file_name=$1_FILE value=${!1:-}
  local file=${!file_name:-}
  [[ -z $value || -z $file ]] || refuse "set $1 or $file_name, not both"
  if [[ -n $file ]]; then
    [[ -r $file ]] || refuse "$file_name must be a file that can be read, was '$file'"
    IFS= read -r value <"$file" || true
    value=${value%$'\r'}
    [[ -n $value ]] || refuse "$file_name: the first line of '$file' is empty"
  fi
  [[ $value != *[[:cntrl:]]* ]] || refuse "$1 has a control character in it"
  printf '%s' "$value"
}

# as curl wants a text between quotes
quoted() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

api_key=$(secret KIBANA_API_KEY)
password=$(secret KIBANA_PASSWORD)
user=${KIBANA_USER:-}
[[ $user != *[[:cntrl:]:]* ]] || refuse "KIBANA_USER must not have a colon or a control character in it"
[[ -z $api_key || -z $user$password ]] || refuse "set an API key or a user, not both"
[[ -z $password || -n $user ]] || refuse "a password is set, but no KIBANA_USER"
[[ -z $user || -n $password ]] || refuse "KIBANA_USER is set, but no KIBANA_PASSWORD or KIBANA_PASSWORD_FILE"
credentials=
[[ -z $api_key ]] || credentials="header = $(quoted "Authorization: ApiKey $api_key")"
[[ -z $user ]] || credentials="user = $(quoted "$user:$password")"
no_proxy_for=()
if [[ $host =~ ^(localhost|127(\.[0-9]+){3}|\[::1\])$ ]]; then
  no_proxy_for=(--noproxy '*')
elif [[ -n $credentials && $scheme == http ]]; then
  refuse "credentials go over https only, or to this machine: not to $url"
fi

objects=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/flightlog.ndjson
[[ -r $objects ]] || fail "$objects is missing"
command -v curl >/dev/null || fail "no curl found: install it"

answer=$(mktemp "${TMPDIR:-/tmp}/flightlog-import.XXXXXX")
trap 'rm -f "$answer"' EXIT

target=${url%/}${space:+/s/$space}/api/saved_objects/_import?overwrite=true
# the credentials come on standard input: arguments can be read by everybody on the machine
status=$(
  curl --disable --silent --show-error --max-time 120 --connect-timeout 10 \
    ${no_proxy_for[@]+"${no_proxy_for[@]}"} ${ca:+--cacert "$ca"} --config - \
    --header 'kbn-xsrf: flightlog' --form "file=@$(quoted "$objects");type=application/ndjson" \
    --output "$answer" --write-out '%{http_code}' "$target" <<<"$credentials"
) || fail "no answer from $url"

# what Kibana said, on one line, printable and cut
told() {
  head -c 2000 "$answer" | LC_ALL=C tr -c '[:print:]' ' '
}

case $status in
  200)
    # in a text of the answer the quotes would have backslashes before them
    grep -q '"success":true' "$answer" || fail "Kibana did not import everything: $(told)"
    count=$(sed -n 's/.*"successCount":\([0-9]*\).*/\1/p' "$answer")
    printf 'Imported %s objects into %s%s\n' "$count" "$url" "${space:+, space $space}"
    ;;
  401) fail "Kibana does not know who this is (401): set KIBANA_API_KEY or KIBANA_USER; see --help" ;;
  403) fail "not allowed (403): $(told)" ;;
  404) fail "there is no import API at $target (404): is it Kibana, is the base path right, is there such a space?" ;;
  503) fail "Kibana is not ready (503), try again in a minute: $(told)" ;;
  3??) fail "$url sends elsewhere ($status), which is not followed: give the URL of Kibana itself" ;;
  *) fail "Kibana answered $status: $(told)" ;;
esac
