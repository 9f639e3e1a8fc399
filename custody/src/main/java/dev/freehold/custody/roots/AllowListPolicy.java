package dev.freehold.custody.roots;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Looks at every request just before it is sent, whatever made it: only hosts of the allow-list,
 * and only addresses that their rule permits. The JDK caches the lookup, so that the connection
 * goes to the addresses looked at here; should it not, the certificate still has to match.
 */
final class AllowListPolicy extends HttpPipelineSyncPolicy {

  private final VaultAllowList allowList;

  AllowListPolicy(VaultAllowList allowList) {
    this.allowList = allowList;
  }

  @Override
  public HttpPipelinePosition getPipelinePosition() {
    return HttpPipelinePosition.PER_RETRY;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    URI uri = URI.create(context.getHttpRequest().getUrl().toString());
    VaultAllowList.Rule rule =
        allowList
            .ruleFor(uri)
            .orElseThrow(
                () -> new VaultNotAllowedException("the vault's host or port is not allowed"));
    if (!rule.privateAddresses() && resolvesInwards(uri.getHost())) {
      throw new VaultNotAllowedException("the vault's name resolves to a private address");
    }
    // The JDK's client writes this header itself and the SDK's transport warns of it every time.
    context.getHttpRequest().getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
  }

  private static boolean resolvesInwards(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!PublicAddresses.has(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      // The connection will fail for the same reason and be reported as what it is.
      return false;
    }
  }
}
