# Sourced by meterbook and dev: finds a JDK that is new enough.

java_needed=25

resolved() { # realpath, which macOS does not always have
  local path=$1 target
  while [[ -L $path ]]; do
    target=$(readlink "$path")
    [[ $target == /* ]] || target=$(dirname "$path")/$target
    path=$target
  done
  echo "$(cd -P "$(dirname "$path")" && pwd)/$(basename "$path")"
}

# The file "release" answers without starting a virtual machine. A bare runtime has no javac.
is_new_jdk() {
  local version
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [[ -n $version ]] && ((version >= java_needed))
}

# Sets and exports JAVA_HOME, or says in one line what is missing.
find_jdk() {
  local home java
  local -a homes=()
  [[ -n ${JAVA_HOME:-} ]] && homes+=("$JAVA_HOME")
  if java=$(command -v java); then
    homes+=("$(dirname "$(dirname "$(resolved "$java")")")")
  fi
  homes+=(/usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home)
  homes+=("${HOME:-}"/.sdkman/candidates/java/*)
  for home in "${homes[@]}"; do
    if is_new_jdk "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  echo "Meterbook needs a JDK $java_needed or newer and found none: install Eclipse Temurin" \
    "$java_needed (https://adoptium.net), or set JAVA_HOME to one." >&2
  exit 1
}

# Maven's own libraries make a new JDK warn about things that are not ours.
need_maven() {
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
  command -v mvn >/dev/null && return
  echo "Meterbook needs Maven (mvn) to build and found none: install your system's package" \
    "\"maven\", or get it from https://maven.apache.org." >&2
  exit 1
}
