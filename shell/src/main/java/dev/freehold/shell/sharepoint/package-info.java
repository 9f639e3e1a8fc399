/**
 * The cmdlets of SharePoint Online: the connection to a geo, its data encryption policy, and sites.
 * They always exist; before you run Connect-SPOService, each of them tells you to.
 */
package dev.freehold.shell.sharepoint;
