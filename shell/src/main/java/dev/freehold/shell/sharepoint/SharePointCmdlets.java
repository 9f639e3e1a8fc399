package dev.freehold.shell.sharepoint;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.service.ServerCmdlet;
import dev.freehold.shell.service.ServiceHost;
import java.util.List;
import java.util.stream.Stream;

/** The cmdlets of SharePoint Online. */
public final class SharePointCmdlets {

  static final String MODULE = "Microsoft.Online.SharePoint.PowerShell";

  private SharePointCmdlets() {}

  /** All of them. */
  public static List<CmdletInfo> all(ServiceHost host) {
    SharePoint sharePoint = new SharePoint(host);
    ConnectSiteCmdlet connect = new ConnectSiteCmdlet(host);
    SitePolicyCmdlets policies = new SitePolicyCmdlets(sharePoint);
    return Stream.of(
            List.of(
                connect.info(),
                connect.disconnect(),
                policies.register(),
                policies.restore(),
                policies.get(),
                new UpdatePolicyCmdlet(sharePoint).info(),
                new SiteStandingCmdlet(sharePoint).info(),
                new GetSiteCmdlet(sharePoint).info()),
            new SiteChangeCmdlets(sharePoint).all(),
            new GeoCmdlets(sharePoint).all())
        .flatMap(List::stream)
        .toList();
  }

  static CmdletInfo.Builder cmdlet(String name, String synopsis) {
    return ServerCmdlet.named(name, MODULE, synopsis);
  }
}
