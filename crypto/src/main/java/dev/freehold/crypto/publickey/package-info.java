/** RSA and ECDSA: keys, encryption, and signatures of digests that were made elsewhere. */
package dev.freehold.crypto.publickey;
