package dev.freehold.chaos.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of vaults. They lead to the loopback address on all machines: there a relay listens, or
 * the vaults themselves.
 */
final class Hosts {

  /** What vaults may be called: the login host, the management plane, and those of tenants. */
  private static final List<String> VAULTS =
      List.of("login", "management", "keep-1", "keep-2", "leave-1", "leave-2");

  private static final Path SYSTEM = Path.of("/etc/hosts");

  private Hosts() {}

  /** What follows a vault's name in its host name. */
  static String suffix(Machine vaults) {
    return vaults.label() + ".chaos.test";
  }

  /** Puts a file in the place of the system's, in this process's own mount namespace. */
  static void write(Path file) {
    String names =
        Stream.of(Machine.VAULT_1, Machine.VAULT_2)
            .flatMap(vaults -> VAULTS.stream().map(name -> name + "." + suffix(vaults)))
            .collect(Collectors.joining(" "));
    try {
      Files.writeString(file, "127.0.0.1 localhost %s%n".formatted(names));
    } catch (IOException e) {
      throw new WorldException("no hosts file", e);
    }
    HostCommand.run("mount", "--bind", file.toString(), SYSTEM.toString());
  }
}
