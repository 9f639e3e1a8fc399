/** How pages are found, ask the REST API, and become HTML. */
package dev.freehold.console.screen;
