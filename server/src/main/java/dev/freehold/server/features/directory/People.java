package dev.freehold.server.features.directory;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.NewUser;
import dev.freehold.custody.people.Users;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The people of a tenant, for its administrators, and each person's own account. The service and
 * vaults that run alone offer the same. Thread-safe.
 */
public final class People {

  private final Users users;
  private final TwoPersonRule rule;

  /**
   * Works on {@code users}.
   *
   * @param rule what one administrator does not do alone
   */
  public People(Users users, TwoPersonRule rule) {
    this.users = users;
    this.rule = rule;
  }

  /** Makes a person. No tenant can make an operator. */
  public Made create(Caller caller, Wanted wanted) {
    Set<Role> roles = Roles.ofTenant(wanted.roles());
    NewUser made =
        users.create(
            caller.tenantId(),
            wanted.userPrincipalName(),
            wanted.displayName(),
            roles,
            password(wanted.password()),
            tx -> rule.requireRoom(tx, caller, roles),
            actor(caller));
    return Made.of(made);
  }

  /** A page of the tenant's people by name; {@code after} is a name or an object id. */
  public Page list(Caller caller, String after, int max) {
    return new Page(users.list(caller.tenantId(), after, max).stream().map(View::of).toList());
  }

  /** A person by name or object id. */
  public View get(Caller caller, String user) {
    return View.of(users.require(caller.tenantId(), user));
  }

  /** Deletes a person; nobody can delete the one that asks. */
  public void delete(Caller caller, String user) {
    UUID objectId = users.require(caller.tenantId(), user).identity().objectId();
    if (objectId.equals(caller.objectId())) {
      throw ProblemException.badRequest(
          "nobody can delete themselves; let another administrator do it");
    }
    rule.requireFree(caller, objectId);
    users.delete(caller.tenantId(), objectId.toString(), actor(caller));
  }

  /** Gives a person another password, which the server makes up if none is given. */
  public NewPassword resetPassword(Caller caller, String user, Reset wanted) {
    UUID objectId = users.require(caller.tenantId(), user).identity().objectId();
    if (objectId.equals(caller.objectId())) {
      throw ProblemException.badRequest(
          "this is for others; change your own password with PUT /api/v1/me/password, which asks"
              + " for the present one");
    }
    rule.requireFree(caller, objectId);
    NewUser changed =
        users.resetPassword(caller.tenantId(), user, password(wanted.password()), actor(caller));
    return NewPassword.of(changed);
  }

  /** Gives the caller another password. */
  public void changePassword(Caller caller, Change wanted, String address) {
    users.changePassword(
        caller.tenantId(),
        caller.objectId(),
        new Password(wanted.currentPassword()),
        new Password(wanted.newPassword()),
        address);
  }

  /** Gives a person who shows no token another password for the present one. */
  public void replacePassword(Replacement wanted, String address) {
    users.changePassword(
        Optional.empty(),
        wanted.userPrincipalName(),
        new Password(wanted.currentPassword()),
        new Password(wanted.newPassword()),
        address);
  }

  private static Optional<Password> password(String text) {
    return Optional.ofNullable(text).map(Password::new);
  }

  private static String actor(Caller caller) {
    return caller.objectId().toString();
  }

  /**
   * The request for a new person.
   *
   * @param password null to let the server make one up
   */
  public record Wanted(
      @Required String userPrincipalName,
      @Required String displayName,
      List<String> roles,
      String password) {
    /** Copies the roles; nobody has to name any. */
    public Wanted {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Wanted[" + userPrincipalName + "]";
    }
  }

  /**
   * The request for a new password.
   *
   * @param password null to let the server make one up
   */
  public record Reset(String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
      return "Reset[]";
    }
  }

  /** A change of one's own password. */
  public record Change(@Required String currentPassword, @Required String newPassword) {
    /** Never shows the passwords. */
    @Override
    public String toString() {
      return "Change[]";
    }
  }

  /** The same by somebody who may have no token. */
  public record Replacement(
      @Required String userPrincipalName,
      @Required String currentPassword,
      @Required String newPassword) {
    /** Never shows the passwords. */
    @Override
    public String toString() {
      return "Replacement[]";
    }
  }

  /** A person as administrators see it. */
  public record View(
      UUID objectId,
      String userPrincipalName,
      String displayName,
      List<String> roles,
      boolean enabled,
      String createdAt,
      String passwordChangedAt) {

    private static View of(User user) {
      return new View(
          user.identity().objectId(),
          user.userPrincipalName(),
          user.identity().displayName(),
          user.identity().roles().stream().sorted().map(Role::name).toList(),
          user.identity().enabled(),
          user.identity().createdAt().toString(),
          user.passwordChangedAt().toString());
    }
  }

  /**
   * A new person.
   *
   * @param password the password if the server made it up, shown only this once; null if it was
   *     given
   */
  public record Made(
      UUID objectId,
      String userPrincipalName,
      String displayName,
      List<String> roles,
      String createdAt,
      String password) {

    private static Made of(NewUser made) {
      View view = View.of(made.user());
      return new Made(
          view.objectId(),
          view.userPrincipalName(),
          view.displayName(),
          view.roles(),
          view.createdAt(),
          made.generated().map(Password::text).orElse(null));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Made[" + objectId + "]";
    }
  }

  /**
   * A person whose password was changed.
   *
   * @param password the password if the server made it up, shown only this once; null if it was
   *     given
   */
  public record NewPassword(UUID objectId, String userPrincipalName, String password) {

    /** The answer to the caller that changed it. */
    public static NewPassword of(NewUser changed) {
      return new NewPassword(
          changed.user().identity().objectId(),
          changed.user().userPrincipalName(),
          changed.generated().map(Password::text).orElse(null));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "NewPassword[" + objectId + "]";
    }
  }

  /** A page of people. */
  public record Page(List<View> users) {}
}
