package dev.freehold.shell.azure.call;

import dev.freehold.web.http.RequestUri;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The resource id of a vault. */
public record VaultId(String subscription, String group, String name) {

  private static final Pattern FORM =
      Pattern.compile(
          "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\\.KeyVault/vaults/([^/]+)",
          Pattern.CASE_INSENSITIVE);

  /** The id of a resource, if it is a vault. */
  public static Optional<VaultId> parse(String resourceId) {
    Matcher matcher = FORM.matcher(resourceId.strip());
    return matcher.matches()
        ? Optional.of(new VaultId(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** The same for what a user gave. */
  public static VaultId required(String resourceId) {
    return parse(resourceId)
        .orElseThrow(
            () ->
                AzureFailure.argument(
                    "ResourceId",
                    ("'%s' is not the resource id of a vault; it looks like"
                         + " /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/NAME.")
                        .formatted(resourceId)));
  }

  /** Its path on the management plane. */
  public String path() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/vaults/%s"
        .formatted(
            RequestUri.encode(subscription), RequestUri.encode(group), RequestUri.encode(name));
  }
}
