"""A Spark job: reports in (JSON lines: id, text, optional date), documents, claims and errors out, as Parquet.

spark-submit examples/spark_job.py INPUT OUTPUT [MODEL]
"""

import sys

from pyspark.sql import SparkSession

from marsad import spark


def main(source: str, target: str, model: str = "ar_conflict_news_sm") -> None:
    session = SparkSession.builder.appName("marsad").getOrCreate()
    reports = session.read.schema("id STRING, text STRING, date STRING").json(source)
    # Spark splits by bytes of the file; a few parts for each core share the work evenly.
    reports = reports.repartition(session.sparkContext.defaultParallelism * 4)

    # Written, then read: what follows shall not run the pipeline again.
    spark.extract(reports, date_col="date", model=model).write.mode("overwrite").parquet(f"{target}/documents")
    documents = session.read.parquet(f"{target}/documents")

    spark.claims(documents).write.mode("overwrite").parquet(f"{target}/claims")
    errors = documents.where("error IS NOT NULL").select("id", "error")
    errors.write.mode("overwrite").parquet(f"{target}/errors")
    print(
        f"{documents.count()} documents, {session.read.parquet(f'{target}/claims').count()} claims, {errors.count()} errors"
    )
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
