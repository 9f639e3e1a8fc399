package dev.freehold.console.vaults;

import java.util.List;

/** The permissions on keys that access policies give, in the words of the protocol. */
public final class KeyPermissions {

  /** By what they are for, in an order that people can read. */
  public static final List<Group> GROUPS =
      List.of(
          new Group("look", List.of("get", "list", "getrotationpolicy")),
          new Group("use", List.of("wrapKey", "unwrapKey", "encrypt", "decrypt", "sign", "verify")),
          new Group(
              "change",
              List.of("create", "import", "update", "rotate", "setrotationpolicy", "release")),
          new Group("keep", List.of("backup", "restore")),
          new Group("end", List.of("delete", "recover", "purge")));

  static final List<String> ALL =
      GROUPS.stream().map(Group::permissions).flatMap(List::stream).toList();

  private KeyPermissions() {}

  /** Permissions that belong together. */
  public record Group(String name, List<String> permissions) {

    /** Copies the list. */
    public Group {
      permissions = List.copyOf(permissions);
    }
  }
}
