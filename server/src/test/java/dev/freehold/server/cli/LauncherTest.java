package dev.freehold.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.server.cli.options.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher")
class LauncherTest {

  private static final Path LAUNCHER = Path.of(System.getProperty("freehold.root"), "freehold");
  private static final String PREPARING =
      "freehold: preparing fast starts (once; takes some 20 seconds)\n";

  /** Says whether it has a cache; where it is to make one, it does as a test wants. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      used=without
      for option in "$@"; do
        case $option in
          -XX:AOTCacheOutput=*)
            cache=${option#*=}
            . "${0%/*}/make-cache"
            ;;
          -XX:AOTCache=*) used=with ;;
          -Dorg.sqlite.lib.path=* | -Djava.library.path=*) echo "libraries in ${option##*/}" ;;
        esac
      done
      echo "started $used a cache"
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("says what is wrong when the JDK it was told to use is none")
  void wrongJdk() throws Exception {
    Process process = start(LAUNCHER, Path.of("/nonexistent"));
    assertThat(output(process))
        .isEqualTo("freehold: FREEHOLD_JAVA_HOME=/nonexistent is not a JDK 25\n");
    assertThat(process.exitValue()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  @DisplayName("keeps the start-up cache of a rehearsal that failed")
  void failedCheck() throws Exception {
    assertThat(started("echo classes > \"$cache\"; exit 1"))
        .isEqualTo(PREPARING + "started with a cache\n");
    assertThat(started("exit 70")).isEqualTo("started with a cache\n");
  }

  @Test
  @DisplayName("starts without a cache where none could be made, and tries that once")
  void noCache() throws Exception {
    Path cache = folder.resolve("server/target/caches/freehold-full.aot");
    assertThat(started("echo half > \"$cache\"; kill -KILL $$"))
        .isEqualTo(
            PREPARING
                + "freehold: that failed, so starts take longer; remove "
                + cache
                + " to have it tried again\nstarted without a cache\n");
    assertThat(started("echo classes > \"$cache\"; exit 0")).isEqualTo("started without a cache\n");
  }

  @Test
  @DisplayName("starts without a cache where not even its failure can be written down")
  void noFolder() throws Exception {
    assertThat(started("rm -r \"${cache%/*}\"; exit 1"))
        .isEqualTo(PREPARING + "started without a cache\n");
  }

  @Test
  @DisplayName("starts without a cache where it may not take the lock")
  void noLock() throws Exception {
    Path lock = launcher().resolveSibling("server/target/.launcher-lock");
    Files.createDirectory(lock);
    assertThat(started("exit 0")).isEqualTo("started without a cache\n");
  }

  @Test
  @DisplayName("has the JVM take the native libraries that lie beside the program, and no others")
  void nativeLibraries() throws Exception {
    Path libraries = launcher().resolveSibling("server/target/freehold/native");
    Files.createDirectories(libraries);
    assertThat(started("exit 0")).doesNotContain("libraries");

    Files.createFile(libraries.resolve("libsqlitejdbc.so"));
    Files.createFile(libraries.resolve("libamazonCorrettoCryptoProvider.so"));
    assertThat(started("exit 0")).startsWith("libraries in native\nlibraries in native\n");
  }

  @Test
  @DisplayName("makes one cache for two that start at once")
  void twoAtOnce() throws Exception {
    Path jdk = jdk("echo >> \"$0.made\"; sleep 0.5; echo classes > \"$cache\"; exit 0");
    Path launcher = launcher();
    Process one = start(launcher, jdk);
    Process other = start(launcher, jdk);
    assertThat(output(one)).endsWith("started with a cache\n");
    assertThat(output(other)).endsWith("started with a cache\n");
    assertThat(jdk.resolve("bin/java.made")).hasContent("\n");
  }

  @Test
  @DisplayName("ends what it started when it is ended, so that the next start need not wait for it")
  void endedWhilePreparing() throws Exception {
    Path launcher = launcher();
    Path waiting = folder.resolve("waiting");
    Process ended =
        start(
            launcher, jdk("echo $$ > %s.new; mv %s.new %s; sleep 60".replace("%s", waiting + "")));
    while (Files.notExists(waiting)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    long rehearsal = Long.parseLong(Files.readString(waiting).strip());
    // Process.destroy() would close what it says, too.
    ended.toHandle().destroy();
    assertThat(output(ended)).isEqualTo(PREPARING);
    assertThat(ended.exitValue()).isEqualTo(128 + 15);
    assertThat(ProcessHandle.of(rehearsal).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(started("echo classes > \"$cache\"; exit 0"))
        .isEqualTo(PREPARING + "started with a cache\n");
  }

  @Test
  @DisplayName("makes a cache where there is no HOME, as in services of a system")
  void noHome() throws Exception {
    ProcessBuilder builder = builder(launcher(), jdk("echo classes > \"$cache\"; exit 0"));
    builder.environment().remove("HOME");
    assertThat(output(builder.start())).isEqualTo(PREPARING + "started with a cache\n");
  }

  private String started(String howCachesAreMade) throws Exception {
    Process process = start(launcher(), jdk(howCachesAreMade));
    String output = output(process);
    assertThat(process.exitValue()).isZero();
    return output;
  }

  /** In a folder in which everything is built. */
  private Path launcher() throws IOException {
    Path launcher = folder.resolve("freehold");
    if (Files.notExists(launcher)) {
      Files.copy(LAUNCHER, launcher);
      Files.createFile(folder.resolve("pom.xml"));
      Files.createDirectories(folder.resolve("server/src/main"));
      Files.createFile(folder.resolve("server/pom.xml"));
      Path program = Files.createDirectories(folder.resolve("server/target/freehold"));
      Files.createFile(program.resolve("freehold.jar"));
    }
    return launcher;
  }

  private Path jdk(String howCachesAreMade) throws IOException {
    Path jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    Files.writeString(jdk.resolve("bin/make-cache"), howCachesAreMade);
    for (String program : new String[] {"bin/java", "bin/javac"}) {
      Files.writeString(jdk.resolve(program), JAVA);
      assertThat(jdk.resolve(program).toFile().setExecutable(true)).isTrue();
    }
    return jdk;
  }

  private static Process start(Path launcher, Path jdk) throws IOException {
    return builder(launcher, jdk).start();
  }

  private static ProcessBuilder builder(Path launcher, Path jdk) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "--version").redirectErrorStream(true);
    builder.environment().put("FREEHOLD_JAVA_HOME", jdk.toString());
    return builder;
  }

  private static String output(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
