# Where JDKs are, for the scripts that need one: ./sse, bench/run and .ci/run source this file.
# Plain POSIX sh. A batch file cannot source it, so sse.cmd has a search of its own.
# shellcheck shell=sh disable=SC2034 # what is set here is read by those that source it

wanted=21             # the oldest JDK that will do
root=''               # the top of the system's folders; a test puts another one here

found=''              # what was found and will not do, for the message
found_version=0

look() { # FOLDER: sets version and build when there is a Java in it
    [ -x "$1/bin/java" ] || return 1
    version='' build=''
    if [ -r "$1/release" ]; then
        vendor='' runtime=''
        while IFS='=' read -r key value || [ -n "$key" ]; do
            value=${value#\"}
            value=${value%%\"*}
            case $key in
            JAVA_VERSION) version=$value ;;
            JAVA_RUNTIME_VERSION) runtime=$value ;;
            IMPLEMENTOR) vendor=$value ;;
            esac
        done <"$1/release"
        build="$vendor $version $runtime"
    elif [ -f "$1/lib/modules" ]; then
        # Only here is a Java started to learn its version. The file keeps us from the java of macOS
        # in /usr/bin, which asks the user to install one.
        version=$("$1/bin/java" -version 2>&1 </dev/null) || return 1
        version=${version#*\"}
        version=${version%%\"*}
        build=$version
    fi
    version=${version#1.}
    version=${version%%[!0-9]*}
    [ -n "$version" ]
}

suits() { # FOLDER: is it a JDK, and new enough? A runtime without a compiler will not do.
    look "$1" || return 1
    if [ "$version" -ge "$wanted" ] && [ -x "$1/bin/javac" ]; then
        return 0
    fi
    if [ "$version" -gt "$found_version" ]; then
        found_version=$version
        found=$1
    fi
    return 1
}

jdk_of_path() { # sets jdk to the first that suits
    old_ifs=$IFS
    IFS=:
    set -f
    # shellcheck disable=SC2086 # split at the colons
    set -- ${PATH-}
    set +f
    IFS=$old_ifs
    for folder; do
        java=$folder/java
        [ -x "$java" ] || continue
        [ ! -L "$java" ] || java=$(readlink -f "$java" 2>/dev/null) || continue
        jdk=$(cd -- "${java%/java}/.." 2>/dev/null && pwd -P) || continue
        if suits "$jdk"; then
            return 0
        fi
    done
    return 1
}

jdk_of_folders() { # sets jdk to the best: one with long-term support first, then the newest
    jdk='' best=0
    for folder in \
        "$root"/usr/lib/jvm/* "$root"/usr/lib64/jvm/* "$root"/usr/java/* \
        "$root"/opt/*jdk* "$root"/opt/*jdk*/* "$root"/opt/java/* "$root"/usr/local/*jdk* \
        "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.jabba/jdk/* \
        "${HOME-}"/.asdf/installs/java/* "${HOME-}"/.local/share/mise/installs/java/* \
        "${HOME-}"/.gradle/jdks/* \
        "$root"/Library/Java/JavaVirtualMachines/* "${HOME-}"/Library/Java/JavaVirtualMachines/* \
        "$root"/opt/homebrew/opt/openjdk* "$root"/usr/local/opt/openjdk* \
        "$root"/home/linuxbrew/.linuxbrew/opt/openjdk* \
        "$root"/run/current-system/sw/lib/openjdk \
        "$root"/c/Program\ Files/*/*[Jj][Dd][Kk]* "$root"/c/Program\ Files/Zulu/*; do
        [ -d "$folder" ] || continue
        for inner in "$folder" "$folder/Contents/Home" "$folder/libexec" \
            "$folder/libexec/openjdk.jdk/Contents/Home"; do
            suits "$inner" || continue
            rank=$version
            [ $(((version - 21) % 4)) -ne 0 ] || rank=$((version + 1000))
            if [ "$rank" -gt "$best" ]; then
                best=$rank
                jdk=$inner
            fi
        done
    done
    [ -n "$jdk" ] && suits "$jdk"
}

jdk_of_macos() {
    [ -x "$root/usr/libexec/java_home" ] || return 1
    jdk=$("$root/usr/libexec/java_home" -v "$wanted+" 2>/dev/null) && suits "$jdk"
}

jdk_remembered() { # WORKBOOK
    jdk=''
    [ -r "$1/.sse/jdk" ] && IFS= read -r jdk <"$1/.sse/jdk"
    [ -n "$jdk" ] && suits "$jdk"
}

remember() { # WORKBOOK
    { mkdir -p "$1/.sse" && printf '%s\n' "$jdk" >"$1/.sse/jdk"; } 2>/dev/null || :
}

find_jdk() { # WORKBOOK: sets jdk, its version and its build; or else missing_en and missing_zh
    jdk=${JAVA_HOME-}
    jdk=${jdk%/}
    if [ -n "$jdk" ] && suits "$jdk"; then return 0; fi
    if jdk_of_path || jdk_remembered "$1"; then return 0; fi
    if jdk_of_macos || jdk_of_folders; then
        remember "$1"
        return 0
    fi
    if [ "$found_version" -ge "$wanted" ]; then
        en="found only a Java $found_version without a compiler in $found"
        zh="只在 $found 找到不带编译器的 Java $found_version"
    elif [ -n "$found" ]; then
        en="found java $found_version in $found"
        zh="在 $found 找到的是 java $found_version"
    else
        en='found no Java'
        zh='没有找到 Java'
    fi
    missing_en="JDK $wanted or later is needed; $en. Install one, for example Eclipse Temurin (https://adoptium.net), or set JAVA_HOME."
    missing_zh="需要 JDK $wanted 或更高版本；$zh。请安装一个，例如 Eclipse Temurin（https://adoptium.net），或设置 JAVA_HOME。"
    return 1
}
