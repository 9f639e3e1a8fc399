package dev.freehold.console.people;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.ListedWays;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** People and programs as the API and the pages show them. */
public final class PeopleModels {

  private PeopleModels() {}

  /** Several people. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Users(List<User> users) {}

  /** A person. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record User(
      UUID objectId,
      String userPrincipalName,
      String displayName,
      List<String> roles,
      boolean enabled,
      String createdAt,
      String passwordChangedAt) {}

  /** A person with a password that was made just now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NewPassword(UUID objectId, String userPrincipalName, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "NewPassword[" + objectId + "]";
    }
  }

  /** Several programs. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Applications(List<Application> applications) {}

  /** A program. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Application(
      UUID clientId,
      UUID objectId,
      String displayName,
      List<String> roles,
      boolean enabled,
      String createdAt) {}

  /** A program with a secret that was made just now. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record NewSecret(UUID clientId, UUID objectId, String displayName, String clientSecret) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "NewSecret[" + clientId + "]";
    }
  }

  /**
   * What the template of the list of people takes.
   *
   * @param next the page that continues it, if there is one
   */
  public record UsersPage(
      List<User> users,
      Optional<String> next,
      boolean isContinued,
      List<RoleBox> boxes,
      boolean mayMake,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public UsersPage {
      users = List.copyOf(users);
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * What the template of a person takes.
   *
   * @param isOwn whether it is the reader, whom others have to change
   * @param pending the acts of two people that the reader may ask for
   */
  public record UserPage(
      User user,
      boolean isOwn,
      List<RoleBox> boxes,
      ListedWays.Table ways,
      Optional<Reach> reach,
      List<String> pending,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public UserPage {
      boxes = List.copyOf(boxes);
      pending = List.copyOf(pending);
    }

    /** The page, below {@code /console}. */
    public String path() {
      return "/users/" + user.objectId();
    }
  }

  /** What the template of the list of programs takes. */
  public record ApplicationsPage(
      List<Application> applications,
      Optional<String> next,
      boolean isContinued,
      List<RoleBox> boxes,
      boolean mayMake,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public ApplicationsPage {
      applications = List.copyOf(applications);
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * What the template of a program takes.
   *
   * @param pending the acts of two people that the reader may ask for
   */
  public record ApplicationPage(
      Application application,
      List<RoleBox> boxes,
      ListedWays.Table ways,
      List<String> pending,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public ApplicationPage {
      boxes = List.copyOf(boxes);
      pending = List.copyOf(pending);
    }

    /** The page, below {@code /console}. */
    public String path() {
      return "/applications/" + application.objectId();
    }
  }
}
