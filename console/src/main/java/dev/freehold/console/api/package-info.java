/** The REST API and the vaults, as the console asks them for one person. */
package dev.freehold.console.api;
