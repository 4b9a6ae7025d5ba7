"""MinIO and every other service that speaks S3, as library and as blob store."""
