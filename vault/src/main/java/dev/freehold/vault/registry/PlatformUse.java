package dev.freehold.vault.registry;

/** Switches that are stored and shown because tools compare them, but have no effect. */
public enum PlatformUse {
  /** Machines may fetch certificates. */
  DEPLOYMENT("enabledForDeployment"),
  /** Disks may be encrypted. */
  DISK_ENCRYPTION("enabledForDiskEncryption"),
  /** Templates may fetch secrets. */
  TEMPLATE_DEPLOYMENT("enabledForTemplateDeployment");

  private final String member;

  PlatformUse(String member) {
    this.member = member;
  }

  /** The name of the switch in JSON. */
  public String member() {
    return member;
  }
}
