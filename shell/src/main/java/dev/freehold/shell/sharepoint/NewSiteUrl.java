package dev.freehold.shell.sharepoint;

import dev.freehold.shell.service.Me;
import dev.freehold.shell.service.ServerChoice;
import dev.freehold.shell.service.ShellProblem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a new site is to have, in the published form or in the server's: {@code
 * https://TENANT.any.domain/sites/NAME}, whose first label may end with the code of a geo.
 *
 * @param name the site's name
 * @param personal whether it is for the files of one person
 * @param label the first label of the host, in lower case and without {@code -my}
 */
record NewSiteUrl(String name, boolean personal, String label) {

  private static final Pattern PATH = Pattern.compile("/(sites|teams|personal)/([^/]+)/?");
  private static final String MY = "-my";

  /** Reads one; ends the statement if it is of another form. */
  static NewSiteUrl of(String text) {
    URI url = ServerChoice.parse("Url", text);
    Matcher path = PATH.matcher(Optional.ofNullable(url.getPath()).orElse(""));
    if (!path.matches()) {
      throw invalid();
    }
    boolean personal = path.group(1).equals("personal");
    String label = url.getHost().toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    if (personal != label.endsWith(MY)) {
      throw invalid();
    }
    return new NewSiteUrl(
        path.group(2),
        personal,
        personal ? label.substring(0, label.length() - MY.length()) : label);
  }

  /**
   * The geo that it names; empty if it names only the tenant.
   *
   * @param codes of the tenant's geos
   */
  Optional<String> geo(Me me, List<String> codes) {
    return SharePoint.resolve(new AdminUrl(label), me, codes);
  }

  private static RuntimeException invalid() {
    return ShellProblem.stop(
        ShellProblem.argument(
            "SiteUrlNotValid",
            "The address of a new site is https://TENANT.sharepoint.com/sites/NAME, or"
                + " https://TENANT-my.sharepoint.com/personal/NAME for the files of one person;"
                + " the domain does not matter."));
  }
}
