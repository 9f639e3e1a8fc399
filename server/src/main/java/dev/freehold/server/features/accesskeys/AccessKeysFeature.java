package dev.freehold.server.features.accesskeys;

import static dev.freehold.server.features.Admissions.MEMBERS;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.patch;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.files.FilesLimits;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.web.http.Route;
import java.util.List;

/** Access keys, with which S3 clients sign requests to sites. */
public final class AccessKeysFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("file_access_keys")
              .sealedRow()
              .ids("id tenant_id principal_id")
              .numbers("slot created_at")
              .sealed(Key.SERVICE_MASTER, "sealed_secret")
              .states("enabled"));

  private static final QueryParameter PRINCIPAL =
      QueryParameter.of(
          "principal", QueryParameter.Kind.GUID, "the owner of the keys; the caller by default");

  private final AccessKeys accessKeys;
  private final AccessKeysApi api;

  /** Builds the feature from these parts. */
  public AccessKeysFeature(AccessKeys accessKeys) {
    this.accessKeys = accessKeys;
    this.api = new AccessKeysApi(accessKeys);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String keys = "/api/v1/access-keys";
    String key = keys + "/{key}";
    return List.of(
        post(
            "Make an access key",
            keys,
            MEMBERS.freshly(),
            api::create,
            takes(AccessKeysApi.Wanted.class),
            gives(201, AccessKeysApi.Created.class)),
        get(
            "List the access keys",
            keys,
            MEMBERS,
            api::list,
            PRINCIPAL,
            gives(AccessKeysApi.Page.class)),
        patch(
            "Enable or disable an access key",
            key,
            MEMBERS,
            api::change,
            takes(AccessKeysApi.Change.class),
            gives(AccessKeysApi.View.class)),
        delete("Delete an access key", key, MEMBERS, api::delete, gives(204)));
  }

  /** Overwrites secrets that are not in use any more. */
  @Override
  public void start(Closer closer) {
    closer.add(
        new Recurring("access-key-cache", FilesLimits.ACCESS_KEY_REREAD, accessKeys::closeOld));
  }
}
