Console.WriteLine("Sdvp quickstart");
