/**
 * The cmdlets of SharePoint Online: the connection to a geo, its data encryption policy, sites.
 * They always exist; before Connect-SPOService each of them says to run it.
 */
package dev.freehold.shell.sharepoint;
