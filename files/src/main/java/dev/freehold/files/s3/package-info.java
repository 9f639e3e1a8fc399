/**
 * The S3 protocol over sites and their documents: the listener, the order in which a request is
 * checked, turns of tenants and figures. S3Proxy's handler does the protocol itself.
 */
package dev.freehold.files.s3;
