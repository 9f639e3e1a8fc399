package dev.freehold.server.features.directory;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.DIRECTORY;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.web.http.Route;
import java.util.List;

/** The routes about groups, where clients of Microsoft Graph look for them. */
record GroupRoutes(GroupsApi groups) {

  /** All of them. */
  List<Route<Admission, Handler>> table() {
    String all = "/graph/v1.0/groups";
    String one = all + "/{group}";
    return List.of(
        get(
            "List the groups as Graph does",
            all,
            DIRECTORY,
            groups::list,
            GraphPage.FILTER,
            GraphPage.TOP,
            GraphPage.SKIP_TOKEN,
            gives(GraphApi.Values.class),
            gives(400, GraphApi.Refusal.class)),
        post(
            "Make a group as Graph does",
            all,
            ADMIN,
            groups::create,
            takes(GroupsApi.Wanted.class),
            gives(201, Graph.Group.class)),
        get(
            "Get a group as Graph does",
            one,
            DIRECTORY,
            groups::get,
            gives(Graph.Group.class),
            gives(404, GraphApi.Refusal.class)),
        delete("Delete a group as Graph does", one, ADMIN, groups::delete, gives(204)),
        get(
            "List the members of a group as Graph does",
            one + "/members",
            DIRECTORY,
            groups::members,
            GraphPage.TOP,
            GraphPage.SKIP_TOKEN,
            gives(GraphApi.Values.class)),
        post(
            "Add a member to a group as Graph does",
            one + "/members/$ref",
            ADMIN.freshly(),
            groups::add,
            takes(GroupsApi.Reference.class),
            gives(204)),
        delete(
            "Remove a member from a group as Graph does",
            one + "/members/{member}/$ref",
            ADMIN,
            groups::remove,
            gives(204)));
  }
}
