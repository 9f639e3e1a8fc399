package dev.freehold.server.coverage;

/** The keys that protect stored data. */
public enum Key {
  /** Of one mailbox or site. */
  OWNER("the owner key of the mailbox or site"),
  /** The DEP key of a mailbox policy, the tenant intermediate key of a file policy. */
  POLICY("the policy's key"),
  /** In the tenant's vaults, or the service's own for what no customer's policy covers. */
  ROOT("a root key in a vault, or of the service for what no policy covers"),
  /** One for each policy. */
  AVAILABILITY("the policy's availability key"),
  /** Policy keys under roots, owner keys under policy keys: what a bundle holds. */
  HIERARCHY("root keys and availability key (policy keys), policy keys (owner keys)"),
  /** Of the service, or of the issuer where vaults run alone. */
  SERVICE_MASTER("the service master key; issuer.key where vaults run alone"),
  /** Made of what one person types; kept nowhere. */
  PASSPHRASE("a key made of the approver's own passphrase"),
  /** Of the vaults. */
  VAULT_MASTER("the vault master key"),
  /** Keys with engine token are wrapped inside the token. */
  VAULT_MASTER_OR_TOKEN("the vault master key, or inside the PKCS #11 token"),
  /** Wraps the vault master key. */
  TOKEN("a key that never leaves the PKCS #11 token");

  private final String text;

  Key(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
