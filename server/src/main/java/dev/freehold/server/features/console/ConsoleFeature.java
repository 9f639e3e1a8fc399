package dev.freehold.server.features.console;

import static dev.freehold.server.features.Admissions.ANYONE;
import static dev.freehold.server.features.Admissions.OPERATOR;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_CONSOLE_FORM_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.people.UserSignIns;
import dev.freehold.custody.sessions.BrowserSessions;
import dev.freehold.custody.tokens.PublicClient;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Authenticator;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.InnerApi;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.http.Shape;
import dev.freehold.server.login.OperatorPages;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The web console. What its pages show and do are requests to the other features' routes. */
public final class ConsoleFeature implements Feature {

  private static final Admission BROWSER = Admission.ofBrowser();

  private final ConsoleSignIn signIn;
  private final OperatorSignIn operators;
  private final OperatorSignInsApi operatorsApi;
  private final ConsoleHost host;
  private final LiveStreams live;
  private final Optional<OwnVaults> vaults;

  /**
   * Builds the feature from these parts.
   *
   * @param api the routes of all other features
   * @param authenticator knows who signed in a short while ago
   * @param vaults the key vaults of this process, if they run
   * @param own the address of the REST API, where the console is
   */
  public ConsoleFeature(
      List<Route<Admission, Handler>> api,
      Authenticator authenticator,
      Optional<OwnVaults> vaults,
      BrowserSessions sessions,
      UserSignIns signIns,
      RandomSource random,
      URI own) {
    this.operators = new OperatorSignIn(signIns.operators(), sessions, own);
    this.operatorsApi = new OperatorSignInsApi(signIns.operators());
    this.signIn = new ConsoleSignIn(sessions, signIns, random, own, operators);
    InnerApi inner = new InnerApi(api, authenticator);
    this.host = new ConsoleHost(inner, vaults, signIn, own);
    this.live = new LiveStreams(inner, authenticator);
    this.vaults = vaults;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    // The first that fits answers: the pages take every path.
    return Stream.of(ofOperators(), pages()).flatMap(List::stream).toList();
  }

  private List<Route<Admission, Handler>> ofOperators() {
    Shape.Part html = gives(200, "text/html");
    String browsers = "/api/v1/operator/sign-ins";
    return List.of(
        get(
            "Show the page where operators sign in to the console",
            OperatorPages.PATH,
            ANYONE,
            operators::show,
            html),
        ApiRoute.of(
            "Submit the page where operators sign in to the console",
            "POST",
            OperatorPages.PATH,
            MAX_FORM_BODY_BYTES,
            SHORT_REQUEST,
            ANYONE,
            operators::submit,
            takes(FormBody.MEDIA_TYPE),
            html,
            gives(303),
            gives(400, "text/html"),
            gives(403, "text/html"),
            gives(429, "text/html")),
        post(
            "Find the browser that waits for an operator under a code",
            browsers,
            OPERATOR,
            operatorsApi::find,
            takes(OperatorSignInsApi.Typed.class),
            gives(OperatorSignInsApi.View.class)),
        post(
            "Sign the operator in at the browser that waits under a code",
            browsers + "/approve",
            OPERATOR.freshly(),
            operatorsApi::approve,
            takes(OperatorSignInsApi.Typed.class),
            gives(204)),
        post(
            "Decline the code of a browser that waits for an operator",
            browsers + "/decline",
            OPERATOR,
            operatorsApi::decline,
            takes(OperatorSignInsApi.Typed.class),
            gives(204)));
  }

  private List<Route<Admission, Handler>> pages() {
    Shape.Part html = gives(200, "text/html");
    return List.of(
        get(
            "Get a file of the console",
            "/console/assets/{file}",
            ANYONE,
            host::asset,
            gives(200, "text/css"),
            gives(200, "text/javascript"),
            gives(200, "image/svg+xml")),
        get(
            "Begin a sign-in to the console",
            ConsoleSignIn.PATH,
            ANYONE,
            signIn::begin,
            QueryParameter.text("to", "the page of the console to show then"),
            QueryParameter.text(
                ConsoleSignIn.MOVED, "that the browser came by another name of this server"),
            QueryParameter.text(
                ConsoleSignIn.PERSON, "that a person signs in, where an operator is signed in"),
            gives(303)),
        get(
            "Finish a sign-in to the console",
            PublicClient.CONSOLE_REDIRECT_PATH,
            ANYONE,
            signIn::finish,
            QueryParameter.text("code", "the authorization code of the issuer"),
            QueryParameter.text("state", "what the sign-in began with"),
            gives(303)),
        get(
            "Follow jobs that a page of the console shows",
            "/console/live",
            BROWSER,
            live::open,
            QueryParameter.text("jobs", "the ids of the jobs, with commas between them"),
            gives(200, SessionCookie.EVENT_STREAM),
            gives(204)),
        get("Show the console", "/console", BROWSER, host::show, html, gives(204), gives(303)),
        get(
            "Show a page of the console",
            "/console/{page...}",
            BROWSER,
            host::show,
            html,
            gives(200, ConsoleHost.FILE),
            gives(204),
            gives(303)),
        ApiRoute.of(
            "Submit a form of the console",
            "POST",
            "/console/{page...}",
            MAX_CONSOLE_FORM_BYTES,
            LONG_REQUEST,
            BROWSER,
            host::submit,
            takes(FormBody.MEDIA_TYPE),
            html,
            gives(200, ConsoleHost.FILE),
            gives(204),
            gives(303)));
  }

  @Override
  public void start(Closer closer) {
    vaults.ifPresent(closer::add);
    live.start(closer);
  }
}
