package dev.freehold.console.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.ListedWays;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What somebody has of their own, as the API and the page show it. */
public final class AccountModels {

  private AccountModels() {}

  /** Several access keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record AccessKeys(List<AccessKey> accessKeys) {}

  /** An access key for files, without its secret. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AccessKey(String id, boolean enabled, String createdAt) {}

  /** An access key that was made just now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NewAccessKey(String id, String secret) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "NewAccessKey[" + id + "]";
    }
  }

  /** An app password that was made just now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NewAppPassword(UUID id, String name, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "NewAppPassword[" + id + "]";
    }
  }

  /**
   * Of what somebody gets e-mail.
   *
   * @param sent whether the server sends any
   * @param address where to; null if there is none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Notifications(boolean sent, String address, List<Notice> kinds) {

    /** Those that the reader's roles are told of, or the others. */
    public List<Notice> kinds(boolean byRole) {
      return kinds.stream().filter(kind -> kind.byRole() == byRole).toList();
    }
  }

  /**
   * A kind of notification.
   *
   * @param byRole whether the reader has a role that is told of it
   * @param mail whether the reader wants e-mail of it
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Notice(String kind, boolean byRole, boolean mail) {

    /** The name of its field; a form may not have a field twice. */
    public String field() {
      return "mail." + kind;
    }
  }

  /**
   * What the template takes.
   *
   * @param keys empty if the reader can have none
   */
  public record AccountPage(
      ListedWays.Table ways,
      Optional<List<AccessKey>> keys,
      Optional<Notifications> notifications,
      Optional<Problem> refused) {}
}
