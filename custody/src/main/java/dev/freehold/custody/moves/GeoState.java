package dev.freehold.custody.moves;

/** The state of a geo's policy, with the values of {@code Get-SPODataEncryptionPolicy}. */
public enum GeoState {
  /** No policy of the customer's has been applied yet. */
  UNREGISTERED("Unregistered"),
  /** The policy is applied, and sites are being sealed under it. */
  REGISTERING("Registering"),
  /** Everything in every site is sealed under the policy. */
  REGISTERED("Registered"),
  /** A key roll is in progress. */
  ROLLING("Rolling"),
  /** Both roots were lost, and everything is on its way to new ones. */
  RECOVERING("Recovering");

  private final String published;

  GeoState(String published) {
    this.published = published;
  }

  /** The word that administrators know. */
  public String published() {
    return published;
  }
}
