#!/bin/sh
# 인터넷이 없는 컴퓨터에 근거를 설치합니다. `./install.sh --help`
set -eu
umask 022

say() { printf '%s\n' "$*"; }
fail() { printf '설치하지 못했습니다: %s\n' "$1" >&2; [ $# -lt 2 ] || printf '%s\n' "$2" >&2; exit 1; }

usage() {
  cat <<'END'
쓰는 법: ./install.sh [--prefix 폴더] [--data 폴더] [--python 파이썬] [--systemd user|system] [--account 계정]
         ./install.sh --uninstall [--prefix 폴더]

  --prefix   설치할 폴더 (기본: 관리자는 /opt/geungeo, 그 밖은 ~/.local/share/geungeo)
  --data     문서와 색인, 대화를 둘 폴더 (기본: 설치 폴더의 data). 있으면 그대로 씁니다
  --python   쓸 파이썬 (기본: MANIFEST에 적힌 판을 찾습니다)
  --systemd  켤 때 저절로 시작하게 합니다. system은 관리자만, user는 이 계정으로
  --account  system일 때 프로그램을 돌릴 계정 (기본: geungeo, 없으면 만듭니다)
  --uninstall 프로그램을 지웁니다. 데이터 폴더와 geungeo.toml, 백업은 남깁니다

이미 설치된 폴더를 주면 새 판으로 올립니다. 새 판이 답하는 것을 보고 나서 바꾸며, 그 앞의 판과 데이터 백업을 남깁니다.
END
}

here=$(cd "$(dirname "$0")" && pwd)
prefix= data= python= systemd= account= uninstall=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix | --data | --python | --systemd | --account)
      [ $# -ge 2 ] || fail "$1 뒤에 값이 없습니다." "./install.sh --help"
      eval "${1#--}=\$2"
      shift 2 ;;
    --uninstall) uninstall=1; shift ;;
    --help | -h) usage; exit 0 ;;
    *) fail "모르는 선택입니다: $1" "./install.sh --help" ;;
  esac
done
case $systemd in '' | user | system) ;; *) fail "--systemd에는 user나 system을 적어 주십시오." ;; esac

is_root() { [ "$(id -u)" = 0 ]; }
absolute() { case $1 in /*) printf '%s' "$1" ;; *) printf '%s/%s' "$(pwd)" "$1" ;; esac; }
if [ -z "$prefix" ]; then
  if is_root; then prefix=/opt/geungeo; else prefix=$HOME/.local/share/geungeo; fi
fi
prefix=$(absolute "$prefix")
kept() { sed -n "s/^$1=//p" "$prefix/install.conf" 2>/dev/null || true; } # what an earlier installation was told
[ -n "$data" ] || data=$(kept data)
[ -n "$data" ] || data=$prefix/data
data=$(absolute "$data")
[ -n "$systemd" ] || systemd=$(kept systemd)
[ -n "$account" ] || account=$(kept account)
[ -n "$account" ] || account=geungeo
for path in "$prefix" "$data"; do
  case $path in *[[:space:]\"\'\\\$\`%@\|\&]*) fail "폴더 이름에 빈칸이나 따옴표, \$ % @ | & 를 쓸 수 없습니다: $path" ;; esac
done
if [ "$systemd" = system ] && ! is_root; then fail "--systemd system은 관리자(root)만 할 수 있습니다." "--systemd user로 하거나 관리자로 실행해 주십시오."; fi

unit_folder() { if [ "$systemd" = system ]; then printf /etc/systemd/system; else printf '%s' "${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user"; fi; }
control() { if [ "$systemd" = system ]; then systemctl "$@"; else systemctl --user "$@"; fi; }
can_control() { command -v systemctl >/dev/null 2>&1 && control show-environment >/dev/null 2>&1; }

if [ -n "$uninstall" ]; then
  [ -f "$prefix/install.conf" ] || fail "여기에 설치된 것이 없습니다: $prefix"
  if [ -n "$systemd" ]; then
    if can_control; then control disable --now geungeo.service >/dev/null 2>&1 || true; fi
    rm -f "$(unit_folder)/geungeo.service"
    if can_control; then control daemon-reload || true; fi
  fi
  rm -rf "$prefix/versions" "$prefix/current" "$prefix/bin" "$prefix/install.conf"
  say "지웠습니다: $prefix"
  say "데이터 폴더($data)와 geungeo.toml, 백업($prefix/backups)은 그대로 두었습니다. 필요 없으면 손으로 지워 주십시오."
  exit 0
fi

# ── 설치하기 전에 살핍니다 ──
[ -f "$here/MANIFEST" ] || fail "MANIFEST가 없습니다." "압축을 푼 폴더에서 실행해 주십시오."
told() { sed -n "s/^$1=//p" "$here/MANIFEST"; }
version=$(told version) build=$(told build) wanted=$(told python) platform=$(told platform) unpacked=$(told unpacked_kb)

about() { "$1" -c 'import sys, sysconfig; print("%d.%d" % sys.version_info[:2], sysconfig.get_platform())' 2>/dev/null || true; }
if [ -z "$python" ]; then
  for candidate in "python$wanted" python3 python; do
    if [ "$(about "$candidate")" = "$wanted $platform" ]; then python=$candidate; break; fi
  done
fi
[ -n "$python" ] && [ "$(about "$python")" = "$wanted $platform" ] ||
  fail "Python $wanted ($platform)이 없습니다${python:+: $python은 $(about "$python")}." "이 묶음은 Python $wanted용입니다. 그 판을 설치하고 --python으로 알려 주십시오."
"$python" -c 'import venv, ensurepip' 2>/dev/null || fail "$python에 venv가 없습니다." "데비안·우분투는 python$wanted-venv 패키지를 설치해 주십시오."

say "묶음을 대조합니다…"
listed=$(cut -c67- "$here/SHA256SUMS" | LC_ALL=C sort) # two spaces follow the digest
present=$(cd "$here" && find . -type f ! -name SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort)
[ "$listed" = "$present" ] || fail "묶음의 파일이 SHA256SUMS에 적힌 것과 다릅니다(빠지거나 더해진 파일)." "묶음을 다시 풀어 주십시오."
(cd "$here" && sha256sum --check --quiet SHA256SUMS >/dev/null 2>&1) || fail "파일의 내용이 SHA256SUMS와 다릅니다." "묶음이 끝까지 복사됐는지 확인하고 다시 풀어 주십시오."

mkdir -p "$prefix" 2>/dev/null && [ -w "$prefix" ] || fail "설치 폴더에 쓸 수 없습니다: $prefix" "--prefix로 다른 폴더를 주거나 관리자로 실행해 주십시오."
needed=$((unpacked + unpacked / 4)) # compiled modules and the environment itself beside what the wheels hold
free=$(df -Pk "$prefix" | awk 'NR == 2 { print $4 }')
[ "$free" -ge "$needed" ] || fail "디스크의 빈 자리가 모자랍니다: $((free / 1024))MB (필요: $((needed / 1024))MB)" "자리를 비우거나 --prefix로 다른 디스크를 주십시오."
mkdir "$prefix/.installing" 2>/dev/null || fail "다른 설치가 진행 중입니다." "아니라면 $prefix/.installing 폴더를 지우고 다시 해 주십시오."
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"; rmdir "$prefix/.installing" 2>/dev/null || true' EXIT
trap 'exit 130' INT TERM

# ── 새 판을 옆에 만듭니다 ──
new=$prefix/versions/$build
old=$(readlink "$prefix/current" 2>/dev/null || true)
if [ ! -f "$new/.whole" ]; then
  say "근거 $version을 설치합니다: $new"
  rm -rf "$new"
  mkdir -p "$prefix/versions"
  "$python" -m venv "$new"
  PIP_CONFIG_FILE=/dev/null "$new/bin/python" -m pip install --isolated --quiet --disable-pip-version-check --no-index \
    --find-links "$here/wheels" "geungeo==$version" || fail "패키지를 설치하지 못했습니다." "위의 까닭을 확인해 주십시오. 지금 쓰는 판은 그대로 있습니다."
  touch "$new/.whole"
fi

# It has to answer before anything is changed, and to open a copy of what there is.
say "새 판이 답하는지 봅니다…"
try() { (cd "$temporary" && GEUNGEO_SETTINGS='' HF_HUB_OFFLINE=1 GEUNGEO_LOG=off "$new/bin/geungeo" "$@" >"$temporary/told" 2>&1); }
broken() { cat "$temporary/told" >&2 2>/dev/null || true; rm -f "$new/.whole"; fail "$1" "지금 쓰는 판은 그대로 있습니다."; }
try ingest --data "$temporary/data" "$here/sample" || broken "새 판이 예시 문서를 읽지 못합니다."
try ask --data "$temporary/data" "2024년 스마트상점 보급 실적은 몇 개소인가요?" || broken "새 판이 답하지 않습니다."
saved=
if [ -n "$old" ] && [ "$old" != "$new" ] && [ -f "$data/library.sqlite" ]; then
  saved=$prefix/backups/$(basename "$old")-$(date +%Y%m%d-%H%M%S).zip
  mkdir -p -m 700 "$prefix/backups"
  GEUNGEO_SETTINGS=$prefix/geungeo.toml "$old/bin/geungeo" backup "$saved" --data "$data" || fail "데이터를 백업하지 못했습니다." "지금 쓰는 판은 그대로 있습니다."
  try restore "$saved" --data "$temporary/copy" || broken "새 판이 데이터의 백업을 열지 못합니다."
  GEUNGEO_SETTINGS=$prefix/geungeo.toml GEUNGEO_LOG=off "$new/bin/geungeo" status --data "$temporary/copy" >"$temporary/told" 2>&1 ||
    broken "새 판이 지금의 데이터를 열지 못합니다."
fi

# ── 바꿉니다 ──
point_to() { ln -s "$1" "$prefix/.current" && mv -T "$prefix/.current" "$prefix/current"; }
rm -f "$prefix/.current"
mkdir -p "$prefix/bin" "$data"
[ -f "$prefix/geungeo.toml" ] || { printf "# 설정: docs/geungeo.toml을 보십시오.\ndata = '%s'\n" "$data" >"$prefix/geungeo.toml"; }
cat >"$prefix/bin/.geungeo" <<END
#!/bin/sh
: "\${GEUNGEO_SETTINGS:=$prefix/geungeo.toml}" "\${HF_HUB_OFFLINE:=1}"
export GEUNGEO_SETTINGS HF_HUB_OFFLINE
exec "$prefix/current/bin/geungeo" "\$@"
END
chmod 755 "$prefix/bin/.geungeo"
mv "$prefix/bin/.geungeo" "$prefix/bin/geungeo"
printf 'data=%s\nsystemd=%s\naccount=%s\n' "$data" "$systemd" "$account" >"$prefix/install.conf"
point_to "$new"

# ── 저절로 시작하게 합니다 ──
write_unit() {
  mkdir -p "$(unit_folder)"
  if [ "$systemd" = system ]; then
    id "$account" >/dev/null 2>&1 || useradd --system --home-dir "$data" --shell /usr/sbin/nologin "$account"
    chown -R "$account" "$data"
    if [ -w "$prefix/geungeo.toml" ]; then chgrp "$(id -gn "$account")" "$prefix/geungeo.toml" && chmod 640 "$prefix/geungeo.toml"; fi
    target=multi-user.target drop='/^# system-only/d'
  else
    target=default.target drop='/^# system-only: begin/,/^# system-only: end/d;/^User=/d'
  fi
  sed -e "$drop" -e "s|@PREFIX@|$prefix|g;s|@DATA@|$data|g;s|@USER@|$account|g;s|@TARGET@|$target|g" \
    "$here/geungeo.service" >"$(unit_folder)/geungeo.service"
}
setting() { (cd "$prefix" && "$prefix/bin/geungeo" settings 2>/dev/null) | awk -v name="$1" '$1 == name { print $2 }'; }
answers() { # for at most two minutes: the first start brings a large library up to date
  "$new/bin/python" - "$1" "${GEUNGEO_WAIT:-120}" <<'END'
import sys, time, urllib.request
end = time.monotonic() + float(sys.argv[2])
while time.monotonic() < end:
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{sys.argv[1]}/healthz", timeout=5)
        sys.exit(0)
    except OSError:
        time.sleep(1)
sys.exit(1)
END
}
if [ -n "$systemd" ]; then
  write_unit
  if can_control; then
    control daemon-reload
    control enable geungeo.service >/dev/null 2>&1 || true
    if [ -n "$saved" ]; then # with what came in since
      control stop geungeo.service || true
      GEUNGEO_SETTINGS=$prefix/geungeo.toml "$old/bin/geungeo" backup "$saved" --data "$data" --force || true
    fi
    control restart geungeo.service || true
    port=$(setting port)
    if ! answers "${port:-7860}"; then
      control stop geungeo.service || true
      if [ -n "$old" ] && [ "$old" != "$new" ]; then
        point_to "$old"
        if [ -n "$saved" ]; then
          GEUNGEO_SETTINGS=$prefix/geungeo.toml "$old/bin/geungeo" restore "$saved" --data "$data" --force || say "데이터를 되돌리지 못했습니다: $saved" >&2
          if [ "$systemd" = system ]; then chown -R "$account" "$data"; fi
        fi
        control start geungeo.service || true
        fail "새 판이 켜졌으나 답하지 않아 앞의 판으로 되돌렸습니다." "까닭: journalctl -u geungeo (user이면 journalctl --user -u geungeo)"
      fi
      fail "설치했으나 켜지지 않습니다." "까닭: journalctl -u geungeo (user이면 journalctl --user -u geungeo)"
    fi
  else
    say "여기서는 systemd를 움직일 수 없어 단위 파일만 두었습니다: $(unit_folder)/geungeo.service"
  fi
fi

# The version before stays, in case; those before it go.
for folder in "$prefix"/versions/*; do
  case $folder in "$new" | "$old") ;; *) rm -rf "$folder" ;; esac
done
say "근거 $version을 설치했습니다: $prefix/bin/geungeo"
say "데이터 폴더: $data, 설정: $prefix/geungeo.toml${saved:+, 앞의 판의 데이터 백업: $saved}"
[ -n "$systemd" ] || say "시작: $prefix/bin/geungeo serve (켜져 있던 것이 있으면 다시 켜 주십시오)"
