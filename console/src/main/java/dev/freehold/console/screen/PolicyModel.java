package dev.freehold.console.screen;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** A policy as the API shows it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicyModel(
    UUID id,
    String kind,
    String name,
    String description,
    boolean enabled,
    String state,
    boolean recovering,
    boolean locked,
    List<Key> keys,
    String createdAt,
    String changedAt,
    String purgeRequestedAt) {

  /** A root key: as it was named, and the version in use. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Key(String uri, String versionUri) {

    /** The name of the vault's host, by which people know it. */
    public String vault() {
      return URI.create(uri).getHost();
    }

    /** The name of the key in its vault. */
    public String name() {
      String[] parts = URI.create(uri).getPath().split("/", -1);
      return parts.length > 2 ? parts[2] : uri;
    }
  }

  /** Whether its purge was requested, so that nothing of it changes any more. */
  public boolean isLeaving() {
    return purgeRequestedAt != null;
  }

  /** One word for how it stands, for the badge. */
  public String standing() {
    return locked ? "locked" : recovering ? "recovering" : state;
  }
}
