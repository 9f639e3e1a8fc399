package dev.freehold.server.login;

import dev.freehold.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A page for people: one style, no content from other sites, and no script but where a passkey is
 * asked for.
 *
 * @param status the HTTP status
 * @param html the whole document
 * @param formTargets where its forms may lead, also by redirects, in the words of a policy for
 *     content
 * @param hasScript whether it has the one script that there is
 */
public record Page(int status, String html, String formTargets, boolean hasScript)
    implements BrowserReply {

  /** How it is announced. */
  public static final String MEDIA_TYPE = "text/html; charset=utf-8";

  private static final String STYLE =
      """

      :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
      body { margin: 0; padding: 1rem; }
      main { max-width: 28rem; margin: 0 auto; overflow-wrap: anywhere; }
      h1 { font-size: 1.5rem; line-height: 1.2; }
      a { color: inherit; }
      label { display: block; margin-top: 1rem; font-weight: 600; }
      input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
      input[type=checkbox] { width: auto; }
      dt { font-weight: 600; }
      dd { margin: 0 0 .5rem; }
      button { margin: 1.5rem .5rem 0 0; padding: .5rem 1rem; min-height: 2.75rem; font: inherit; }
      .codes { padding: 0; list-style: none; }
      .error { border-left: .25rem solid; padding-left: .75rem; font-weight: 600; }
      """;

  private static final String STYLE_HASH = hash(STYLE);
  private static final String OWN_FORMS = "'self'";

  /**
   * @param title plain text
   * @param body HTML, with everything that is not ours escaped
   */
  static Page of(int status, String title, String body) {
    return of(status, title, body, "");
  }

  /** The same with {@link PasskeyScript}. */
  static Page withScript(int status, String title, String body) {
    return of(
        status, title, body, "<script src=\"%s\" defer></script>\n".formatted(PasskeyScript.PATH));
  }

  private static Page of(int status, String title, String body, String script) {
    String safe = Html.text(title);
    String html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s – Freehold</title>
        <style>%s</style>
        %s</head>
        <body>
        <main>
        <h1>%s</h1>
        %s</main>
        </body>
        </html>
        """
            .formatted(safe, STYLE, script, safe, body);
    return new Page(status, html, OWN_FORMS, !script.isEmpty());
  }

  /**
   * The same page, whose forms may lead to another place as well.
   *
   * @param source an origin, or a scheme with its colon
   */
  Page leadingTo(String source) {
    return new Page(status, html, formTargets + " " + source, hasScript);
  }

  /**
   * The headers that it needs beside those of every answer. Its own forms have to say where they
   * come from, which browsers do not under the referrer policy of the other answers.
   */
  public Map<String, String> headers() {
    return Map.of(
        "Cache-Control",
        "no-store",
        "Content-Security-Policy",
        "default-src 'none';%s style-src '%s'; form-action %s; base-uri 'none'; frame-ancestors 'none'"
            .formatted(hasScript ? " script-src 'self';" : "", STYLE_HASH, formTargets),
        "Referrer-Policy",
        "same-origin",
        "X-Frame-Options",
        "DENY");
  }

  /** The bytes that are sent. */
  public byte[] bytes() {
    return html.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String style) {
    byte[] digest = Sha256.of(style.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }
}
