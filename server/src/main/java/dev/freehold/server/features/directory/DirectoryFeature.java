package dev.freehold.server.features.directory;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.DIRECTORY;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.features.Admissions.SIGNED_IN;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.groups.Groups;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.people.AppPasswords;
import dev.freehold.custody.people.DirectorySearch;
import dev.freehold.custody.people.IdentityChanges;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.tokens.TokenIssuer;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The people and programs of a tenant: making, listing, changing and deleting them, giving new
 * secrets, signing them out; the caller's own account, and the same in the form of Microsoft Graph.
 */
public final class DirectoryFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("identities")
              .sealedRow()
              .ids("object_id tenant_id app_id")
              .states("kind roles enabled")
              .names("display_name")
              .hashed("with salt", "secret_salt secret_hash old_secret_salt old_secret_hash")
              .numbers("created_at old_secret_until secret_own_since sign_outs"),
          TableRule.of("user_credentials")
              .sealedRow()
              .ids("object_id tenant_id")
              .names("user_principal_name name_folded")
              .hashed("PBKDF2 with salt", "password_salt password_hash")
              .numbers("password_iterations password_changed_at must_change revision signed_in_at"),
          TableRule.of("group_members")
              .sealedRow()
              .ids("group_id member_id tenant_id")
              .numbers("added_at"),
          TableRule.of("ways_in")
              .sealedRow()
              .ids("id tenant_id object_id")
              .states("kind scope ended_why")
              .names("label")
              .numbers("made_at last_used_at good_until ended_at"),
          TableRule.of("app_passwords")
              .sealedRow()
              .ids("id tenant_id object_id")
              .hashed("SHA-256 of 110 random bits", "secret_hash"),
          TableRule.of("sign_in_attempts").hashed("SHA-256", "key_hash").numbers("taken ends_at"),
          TableRule.of("browser_sessions")
              .sealedRow()
              .ids("id tenant_id object_id")
              .states("factors")
              .hashed("SHA-256 of 256 random bits", "secret_hash")
              .numbers("sign_outs signed_in_at expires_at"));

  private final DirectoryRoutes directory;
  private final MeApi me;
  private final GraphApi graph;
  private final GroupsApi groups;
  private final AppPasswordsApi appPasswords;

  /**
   * Builds the feature from these parts.
   *
   * @param groups of both
   * @param search finds both by their names
   * @param changes what is changed of people and programs after they were made
   * @param issuer whose signing key can be changed
   * @param appPasswords for people's mail programs
   * @param holders keeps the persons apart who hold keys
   * @param api the server's address
   */
  public DirectoryFeature(
      Tenants tenants,
      Identities identities,
      Users users,
      Groups groups,
      DirectorySearch search,
      IdentityChanges changes,
      AppPasswords appPasswords,
      TokenIssuer issuer,
      VaultAdministrators holders,
      URI api,
      Clock clock) {
    this.directory = directory(identities, users, changes, issuer, holders, clock);
    this.me = new MeApi(tenants, identities, users);
    Graph read = new Graph(users, identities, search);
    this.graph = new GraphApi(read, api);
    this.groups = new GroupsApi(new GroupDesk(groups, holders), read, api);
    this.appPasswords = new AppPasswordsApi(appPasswords);
  }

  /** The routes of the login host of vaults that run alone, whose keys one person has. */
  public static List<Route<Admission, Handler>> ofVaults(
      Identities identities,
      Users users,
      IdentityChanges changes,
      TokenIssuer issuer,
      Clock clock) {
    return directory(identities, users, changes, issuer, TwoPersonRule.NONE, clock)
        .table(ADMIN, ADMIN);
  }

  private static DirectoryRoutes directory(
      Identities identities,
      Users users,
      IdentityChanges changes,
      TokenIssuer issuer,
      TwoPersonRule rule,
      Clock clock) {
    return new DirectoryRoutes(
        new ApplicationsApi(new Applications(identities, rule), issuer),
        new UsersApi(new People(users, rule)),
        new IdentitiesApi(new IdentityEdits(users, identities, changes, rule)),
        new WaysInApi(new WayDesk(users, identities, changes, clock)));
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    return Stream.of(
            directory.table(SIGNED_IN, OPERATOR), own(), graph(), new GroupRoutes(groups).table())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route<Admission, Handler>> own() {
    return List.of(
        get("Get who one is", "/api/v1/me", SIGNED_IN, me::get, gives(MeApi.Me.class)),
        post(
            "Make an app password for a mail program",
            "/api/v1/me/app-passwords",
            SIGNED_IN.freshly(),
            appPasswords::create,
            takes(AppPasswordsApi.Wanted.class),
            gives(201, AppPasswordsApi.Made.class)));
  }

  private List<Route<Admission, Handler>> graph() {
    IdentitiesApi identities = directory.identities();
    String place = "/graph/v1.0";
    return List.of(
        get(
            "Get a user as Graph does",
            place + "/users/{user}",
            SIGNED_IN,
            graph::user,
            gives(Graph.Person.class),
            gives(404, GraphApi.Refusal.class)),
        patch(
            "Enable or disable a user as Graph does",
            place + "/users/{user}",
            ADMIN,
            identities::editAsGraph,
            takes(IdentitiesApi.Account.class),
            gives(204)),
        post(
            "Sign a user out as Graph does",
            place + "/users/{user}/revokeSignInSessions",
            ADMIN,
            identities::signOutAsGraph,
            gives(IdentitiesApi.Done.class)),
        get(
            "List the users as Graph does",
            place + "/users",
            DIRECTORY,
            graph::users,
            GraphPage.FILTER,
            GraphPage.TOP,
            GraphPage.SKIP_TOKEN,
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)),
        get(
            "Find applications as Graph does",
            place + "/servicePrincipals",
            SIGNED_IN,
            graph::servicePrincipals,
            GraphPage.FILTER,
            GraphPage.TOP,
            GraphPage.SKIP_TOKEN,
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)),
        get(
            "Get an application as Graph does",
            place + "/servicePrincipals/{program}",
            SIGNED_IN,
            graph::servicePrincipal,
            gives(Graph.Program.class),
            gives(404, GraphApi.Refusal.class)),
        post(
            "Get objects by ids as Graph does",
            place + "/directoryObjects/getByIds",
            SIGNED_IN,
            graph::byIds,
            takes(GraphApi.Wanted.class),
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)));
  }
}
