package dev.freehold.chaos.world;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How programs of Java are started: with little memory and quick compilers, because a dozen of them
 * shares a machine.
 *
 * @param jar the server's
 * @param cache classes that are loaded beforehand, if there is such a file
 */
public record Programs(Path jar, Optional<Path> cache) {

  private static final List<String> SMALL =
      List.of(
          "-Xms32m",
          "-XX:-UsePerfData",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /** The {@code freehold} command. */
  List<String> freehold(String... arguments) {
    List<String> command = java("-Xmx256m");
    cache.filter(Files::exists).ifPresent(file -> command.add("-XX:AOTCache=" + file));
    command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr", "-Xlog:aot*=off:stderr"));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A class of this module. */
  static List<String> main(Class<?> type, String... arguments) {
    List<String> command = java("-Xmx256m");
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
            "-cp",
            System.getProperty("java.class.path"),
            type.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> java(String most) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    command.add(most);
    return command;
  }
}
