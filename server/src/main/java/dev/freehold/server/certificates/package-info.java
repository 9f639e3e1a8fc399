/**
 * The certificates of the listeners: issued by the local authority, or read from files that
 * somebody else renews.
 */
package dev.freehold.server.certificates;
