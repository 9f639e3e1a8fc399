package dev.freehold.chaos.world;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network: a bridge in a namespace of its own, with a cable to each machine. The names are
 * those of this process's own mount namespace, so that the host sees none of them and all of it
 * ends with this process, however it ends.
 */
public final class Namespaces {

  private static final Path FOLDER = Path.of("/run/netns");
  private static final String SWITCH = "switch";

  private Namespaces() {}

  /** Plugs all machines in. The machine of the load is the namespace that this process is in. */
  public static void make() {
    HostCommand.run("ip", "netns", "add", SWITCH);
    ip(SWITCH, "link", "add", "br0", "type", "bridge");
    ip(SWITCH, "link", "set", "br0", "up");
    for (Machine machine : Machine.values()) {
      String name = machine.label();
      if (machine == Machine.LOAD) {
        HostCommand.run(
            "ip", "netns", "attach", name, Long.toString(ProcessHandle.current().pid()));
      } else {
        HostCommand.run("ip", "netns", "add", name);
      }
      ip(SWITCH, "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
      ip(SWITCH, "link", "set", name, "master", "br0", "up");
      ip(name, "link", "set", "lo", "up");
      ip(name, "addr", "add", machine.address() + "/24", "dev", "eth0");
      ip(name, "link", "set", "eth0", "up");
    }
  }

  /** Unplugs a machine, or plugs it in again. */
  public static void plug(Machine machine, boolean in) {
    ip(SWITCH, "link", "set", machine.label(), in ? "up" : "down");
  }

  /** Has a machine throw away what it would send to another one. */
  public static void blackhole(Machine from, Machine to) {
    ip(from.label(), "route", "add", "blackhole", to.address() + "/32");
  }

  /** Ends {@link #blackhole}. */
  public static void reach(Machine from, Machine to) {
    ip(from.label(), "route", "del", "blackhole", to.address() + "/32");
  }

  /** The numbers of all processes on a machine. */
  static List<Long> processes(Machine machine) {
    return HostCommand.run("ip", "netns", "pids", machine.label())
        .lines()
        .map(String::strip)
        .map(Long::valueOf)
        .toList();
  }

  /** What stands for a machine's namespace. */
  static Path file(Machine machine) {
    return FOLDER.resolve(machine.label());
  }

  private static void ip(String namespace, String... words) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(words));
    HostCommand.run(command);
  }
}
