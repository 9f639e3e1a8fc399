/**
 * The published command lines of administrators: the cmdlets of Azure, Exchange Online and
 * SharePoint Online, which call servers and key vaults over HTTPS. The language itself is the
 * module {@code powershell}.
 */
package dev.freehold.shell;
